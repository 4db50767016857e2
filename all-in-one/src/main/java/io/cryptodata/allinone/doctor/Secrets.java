package io.cryptodata.allinone.doctor;

import io.cryptodata.service.http.HttpAccess;
import io.cryptodata.service.http.HttpSecurity;
import io.cryptodata.service.kafka.KafkaSecurity;
import io.cryptodata.sinks.config.SinksConfig;
import io.cryptodata.sinks.database.DatabaseAccess;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Keeps secrets out of a diagnosis: a server can repeat in its messages what it was sent.
final class Secrets {
    private static final String MASK = "********";
    /// a shorter text would mask ordinary words
    private static final int SHORTEST = 6;

    private Secrets() {}

    /// Every password and token that is used.
    static Set<String> of(Installation installation) {
        Set<String> secrets = new TreeSet<>();
        Stream.of(installation.owner().stream(), installation.logins().stream(),
                installation.sinks().map(SinksConfig::connectorLogins).stream().flatMap(List::stream))
                .flatMap(logins -> logins).map(DatabaseAccess::password).forEach(secrets::add);
        Stream.concat(installation.registry().stream(), installation.connect().stream()).map(HttpAccess::security)
                .flatMap(security -> security.login().stream()).map(HttpSecurity.Login::password)
                .forEach(secrets::add);
        installation.broker().flatMap(broker -> broker.security().login()).map(KafkaSecurity.Login::password)
                .ifPresent(secrets::add);
        installation.token().map(token -> token.authorization().substring("Bearer ".length()))
                .ifPresent(secrets::add);
        secrets.removeIf(secret -> secret.length() < SHORTEST);
        return secrets;
    }

    /// The same without these texts.
    static Diagnosis masked(Diagnosis diagnosis, Set<String> secrets) {
        return Diagnosis.of(diagnosis.checks().stream()
                .map(check -> new CheckResult(check.check(), check.state(), masked(check.detail(), secrets),
                        check.causes(),
                        check.findings().stream().map(finding -> masked(finding, secrets)).toList()))
                .toList());
    }

    private static Finding masked(Finding finding, Set<String> secrets) {
        return new Finding(masked(finding.problem(), secrets), masked(finding.why(), secrets),
                masked(finding.fix(), secrets));
    }

    private static String masked(String text, Set<String> secrets) {
        String shown = text;
        for (String secret : secrets) {
            shown = shown.replace(secret, MASK);
        }
        return shown;
    }
}

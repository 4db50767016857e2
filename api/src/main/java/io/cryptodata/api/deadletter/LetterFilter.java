package io.cryptodata.api.deadletter;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;

/// Which letters are meant.
///
/// @param reason text that the reason, or its kind, contains in any case; null for any reason
/// @param offsets of letters on their topic; empty for all
public record LetterFilter(@Nullable String reason, Set<Long> offsets) {
    /// Every letter.
    public static final LetterFilter ALL = new LetterFilter(null, Set.of());

    public LetterFilter {
        offsets = Set.copyOf(offsets);
    }

    boolean matches(DeadLetter letter) {
        return (offsets.isEmpty() || offsets.contains(letter.stored().offset()))
                && (reason == null || contains(letter.reason(), reason)
                        || contains(ReasonKind.of(letter.reason()), reason));
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}

package io.cryptodata.allinone.cli.output;

/// The terminal on which this process prints. Its width comes from the script `cda`.
public final class Terminal {
    private static final String COLUMNS = "cda.columns";

    private Terminal() {}

    /// Its width; 0 where the output is no terminal, and there is no limit.
    public static int columns() {
        return Math.max(0, Integer.getInteger(COLUMNS, 0));
    }
}

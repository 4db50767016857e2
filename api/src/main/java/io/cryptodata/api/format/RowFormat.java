package io.cryptodata.api.format;

/// How rows are written.
public enum RowFormat {
    /// an object with rows, facts and the position of the next page
    JSON("json", "application/json"),
    /// RFC 4180, with the names of the columns in the first line; null is empty
    CSV("csv", "text/csv"),
    /// the stream format of Apache Arrow's IPC
    ARROW("arrow", "application/vnd.apache.arrow.stream");

    private final String word;
    private final String mediaType;

    RowFormat(String word, String mediaType) {
        this.word = word;
        this.mediaType = mediaType;
    }

    /// The value of the parameter `format`.
    public String word() {
        return word;
    }

    public String mediaType() {
        return mediaType;
    }
}

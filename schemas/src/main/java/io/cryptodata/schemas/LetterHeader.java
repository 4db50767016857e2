package io.cryptodata.schemas;

/// The headers of a dead letter, beside those of the record. The names are final.
public final class LetterHeader {
    /// What was expected and what was found.
    public static final String REASON = "reason";
    /// The topic on which the record was.
    public static final String ORIGIN_TOPIC = "origin.topic";
    /// Its partition.
    public static final String ORIGIN_PARTITION = "origin.partition";
    /// Its offset.
    public static final String ORIGIN_OFFSET = "origin.offset";
    /// When it was appended, in milliseconds since 1970; letters of older versions lack it.
    public static final String ORIGIN_TIMESTAMP = "origin.timestamp";
    /// On a record that was published again: the letter, as `topic-partition@offset`.
    public static final String RETRIED_FROM = "retried.from";
    /// On a mark, a record without a value beside the letters: the offset of the letter that was published again.
    public static final String RETRIED_OFFSET = "retried.offset";

    private LetterHeader() {}
}

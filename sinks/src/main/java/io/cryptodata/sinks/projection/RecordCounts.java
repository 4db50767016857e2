package io.cryptodata.sinks.projection;

/// What a topic contains.
///
/// @param records all
/// @param unreadable those that are no record of a registered schema
/// @param refused those that the table does not accept
/// @param tombstones those without a value
public record RecordCounts(long records, long unreadable, long refused, long tombstones) {
    static final RecordCounts NONE = new RecordCounts(0, 0, 0, 0);

    RecordCounts plus(RecordCounts more) {
        return new RecordCounts(records + more.records, unreadable + more.unreadable, refused + more.refused,
                tombstones + more.tombstones);
    }

    /// Records that are no row: the sink published them as dead letters.
    public long withoutRow() {
        return unreadable + refused + tombstones;
    }
}

-- The computed name of one hour of one market: the same number as LastId in Java.
-- bits 62..43 hours since 1970-01-01T00Z of the open time, bits 42..0 of the MD5 of 'exchange:asset'.

CREATE FUNCTION candle_pair_hash(exchange text, asset text) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ('x' || substr(md5(exchange || ':' || asset), 1, 16))::bit(64)::bigint & ((1::bigint << 43) - 1);

COMMENT ON FUNCTION candle_pair_hash(text, text) IS
    'The 43 bits of last_id that belong to a market: the lowest 43 bits of the first eight bytes of the MD5 of exchange:asset';

-- declared immutable although extract() of a timestamptz is not: the epoch does not depend on the session's time zone
CREATE FUNCTION candle_id(exchange text, asset text, opened timestamptz) RETURNS bigint
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (floor(extract(epoch FROM opened) / 3600)::bigint << 43) | candle_pair_hash(exchange, asset);

COMMENT ON FUNCTION candle_id(text, text, timestamptz) IS
    'The last_id of the hour of a market that opened at this time; known before any insert, the same after a replay';

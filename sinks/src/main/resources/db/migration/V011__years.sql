-- The longer timeframes no longer limit the years; the bounds of the hour itself remain.

ALTER TABLE h1_data DROP CONSTRAINT h1_data_years;
ALTER TABLE h1_data ADD CONSTRAINT h1_data_years
    CHECK ("timestamp" >= '1970-01-01 00:00:00+00'::timestamptz AND "timestamp" < '2089-08-24 00:00:00+00'::timestamptz);

COMMENT ON CONSTRAINT h1_data_years ON h1_data IS 'The hours that last_id can number: 20 bits from 1970 on';

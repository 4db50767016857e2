SELECT bucket.last_id,
    market.asset,
    market.exchange,
    calendar.opens AS "timestamp",
    bucket.open,
    bucket.high,
    bucket.low,
    bucket.close,
    bucket.volume
   FROM ((candle_calendar calendar
     JOIN candle_markets market ON (((calendar.opens <= market.newest) AND (calendar.closes > market.oldest))))
     CROSS JOIN LATERAL ( SELECT (array_agg(h1_data.last_id ORDER BY h1_data."timestamp"))[count(*)] AS last_id,
            (array_agg(h1_data.open ORDER BY h1_data."timestamp"))[1] AS open,
            max(h1_data.high) AS high,
            min(h1_data.low) AS low,
            (array_agg(h1_data.close ORDER BY h1_data."timestamp"))[count(*)] AS close,
            sum(h1_data.volume) AS volume
           FROM h1_data
          WHERE ((h1_data.asset = market.asset) AND (h1_data.exchange = market.exchange) AND (h1_data."timestamp" >= calendar.opens) AND (h1_data."timestamp" < calendar.closes))
         HAVING (count(*) > 0)) bucket)
  WHERE ((calendar.timeframe = '%s'::text) AND (calendar.opens <= ( SELECT max(h1_data."timestamp") AS max
           FROM h1_data)) AND (calendar.closes > ( SELECT min(h1_data."timestamp") AS min
           FROM h1_data)));

// Requests what bots request from every simulated venue with ccxt, and prints one line of JSON per venue.
import ccxt from 'ccxt';

const [base, venues, first, now] = ['%BASE%', '%VENUES%'.split(','), Number('%FIRST%'), Number('%NOW%')];
const HOUR = 3_600_000;
const CURRENT = Math.floor(now / HOUR) * HOUR;
const TIMEFRAME = '1h';
const SPOT = 'BTC/USDT';
const CONTRACT = 'BTC/USDT:USDT';
const FAULTS = ['TOO_MANY_REQUESTS', 'BAN', 'FIREWALL', 'SERVER_ERROR', 'MAINTENANCE', 'GATEWAY_ERROR'];
// ccxt has no parameter `until` for them
const WITHOUT_UNTIL = ['kucoin', 'kraken'];

const moved = (urls, address) => typeof urls === 'string'
    ? urls.replace(/^https?:\/\/[^/]+/, address)
    : Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, moved(url, address)]));

// the test's clock of rate limits is so fast that no pace exceeds them
function client(id) {
    const exchange = new ccxt[id]({ enableRateLimit: false, timeout: 30_000 });
    exchange.urls.api = moved(exchange.urls.api, `${base}/${id}`);
    return exchange;
}

async function forward(candles, since = first) {
    const rows = [];
    while (since <= CURRENT) {
        const page = await candles(since);
        if (page.length === 0) {
            break;
        }
        rows.push(...page);
        since = page.at(-1)[0] + HOUR;
    }
    return rows;
}

// some venues include `until` and some do not: it is never the time of a row
async function backward(candles, withUntil) {
    const rows = [];
    for (let until = now, page = 0; page < 3; page++) {
        const older = withUntil
            ? await candles(undefined, 100, { until })
            : await candles(Math.floor(until / HOUR) * HOUR - 99 * HOUR, 100);
        rows.unshift(...older);
        until = older[0][0] - 1;
    }
    return rows;
}

async function pages(exchange, symbol) {
    const candles = (...rest) => exchange.fetchOHLCV(symbol, TIMEFRAME, ...rest);
    const withUntil = !WITHOUT_UNTIL.includes(exchange.id);
    const since = CURRENT - 700 * HOUR;
    return {
        newest: await candles(),
        limit: await candles(undefined, 5),
        since: await candles(since),
        since_limit: await candles(since, 10),
        forward: await forward(candles),
        backward: await backward(candles, withUntil),
        ...withUntil && { since_until: await candles(since, undefined, { until: since + 50 * HOUR }) },
        ...withUntil && { paginated: await candles(CURRENT - 1000 * HOUR, 1000, { paginate: true }) },
    };
}

async function errors(exchange) {
    const names = {};
    for (const fault of FAULTS) {
        names[fault] = await exchange.fetchOHLCV(SPOT, TIMEFRAME, undefined, 5, { fault })
            .then(() => 'none', e => (e instanceof ccxt.BaseError ? '' : 'not of ccxt: ') + e.constructor.name);
    }
    return names;
}

async function check(id) {
    const exchange = client(id);
    const markets = Object.keys(await exchange.loadMarkets());
    const symbols = [SPOT, CONTRACT].filter(symbol => markets.includes(symbol));
    const rows = {};
    const last = {};
    for (const symbol of symbols) {
        rows[symbol] = await pages(exchange, symbol);
        last[symbol] = (await exchange.fetchTicker(symbol)).last;
    }
    return {
        markets,
        time: await exchange.fetchTime(),
        contractSize: exchange.markets[CONTRACT]?.contractSize,
        rows,
        last,
        spot: Object.keys(await exchange.fetchTickers(undefined, { type: 'spot' })),
        ...symbols.includes(CONTRACT) && { contracts: Object.keys(await exchange.fetchTickers(undefined, { type: 'swap' })) },
        errors: await errors(exchange),
    };
}

setTimeout(() => process.exit(1), 120_000).unref();
for (const id of venues) {
    const result = await check(id).catch(e => ({ failure: e.stack }));
    console.log(JSON.stringify({ exchange: id, ...result }));
}

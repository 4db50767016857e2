package io.cryptodata.simulator.venue.mexc;

import io.cryptodata.domain.market.Market;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// MEXC's codes of coins, symbols of markets and sizes of contracts. Some coins have a code that only MEXC uses.
final class MexcNames {
    private static final Map<String, String> CODES = Map.ofEntries(Map.entry("BEYOND", "BEYONDPROTOCOL"),
            Map.entry("BIFIF", "BIFI"), Map.entry("BEYONDFI", "BYN"), Map.entry("COFIX", "COFI"),
            Map.entry("DFISTARTER", "DFI"), Map.entry("DFUTURE", "DFT"), Map.entry("EGORASCREDIT", "EGC"),
            Map.entry("FLUX", "FLUX1"), Map.entry("FLUX1", "FLUX"), Map.entry("FREEROSSDAO", "FREE"),
            Map.entry("GASDAO", "GAS"), Map.entry("GAS", "GASNEO"), Map.entry("GMTTOKEN", "GMT"),
            Map.entry("GMT", "STEPN"), Map.entry("STEPHERO", "HERO"), Map.entry("MIMOSA", "MIMO"),
            Map.entry("PROSFINANCE", "PROS"), Map.entry("SINCITYTOKEN", "SIN"), Map.entry("SOULSWAP", "SOUL"));
    private static final Map<String, BigDecimal> SIZES = Map.of("BTC", new BigDecimal("0.0001"), "ETH",
            new BigDecimal("0.01"), "LTC", new BigDecimal("0.01"), "SOL", new BigDecimal("0.1"), "TRX", BigDecimal.TEN);
    private static final List<BigDecimal> OTHER_SIZES = List.of(new BigDecimal("0.1"), BigDecimal.ONE, BigDecimal.TEN,
            new BigDecimal("1000"));

    private MexcNames() {}

    static String code(String coin) {
        return CODES.getOrDefault(coin, coin);
    }

    /// `BTCUSDT` for a spot market, `BTC_USDT` for a contract.
    static String symbol(Market market) {
        return code(market.base()) + (market.isSpot() ? "" : "_") + code(market.quote());
    }

    /// The exact number of contracts with this volume in the base, because a contract's size is a power of ten.
    static BigDecimal contracts(BigDecimal volume, Market contract) {
        return contract.quote().equals(contract.settle()) ? volume.divide(contractSize(contract)) : volume;
    }

    /// The amount of the base in one contract, a power of ten; of the quote if the contract is settled in its base.
    static BigDecimal contractSize(Market contract) {
        return SIZES.getOrDefault(contract.base(),
                OTHER_SIZES.get(Math.floorMod(contract.base().hashCode(), OTHER_SIZES.size())));
    }
}

package io.cryptodata.simulator.venue.bitget;

import io.cryptodata.domain.market.Market;

import java.util.Map;

/// Bitget's codes of coins and symbols of markets. A few coins have a code that only Bitget uses.
final class BitgetNames {
    private static final Map<String, String> CODES = Map.of("AstroPepeX", "APX", "DegenReborn", "DEGEN", "Evadore",
            "EVA", "JadeProtocol", "JADE", "omni", "OMNI");

    private BitgetNames() {}

    static String code(String coin) {
        return CODES.getOrDefault(coin, coin);
    }

    /// `BTCUSDT` for a spot market and for a contract settled in USDT, `BTCPERP` for a contract settled in USDC, `BTCUSD` for
    /// one settled in its base.
    static String symbol(Market market) {
        String base = code(market.base());
        return "USDC".equals(market.settle()) ? base + "PERP" : base + code(market.quote());
    }

    /// The product type of a contract.
    static String productType(Market contract) {
        return switch (String.valueOf(contract.settle())) {
            case "USDT" -> "USDT-FUTURES";
            case "USDC" -> "USDC-FUTURES";
            default -> "COIN-FUTURES";
        };
    }
}

package io.cryptodata.simulator.venue.bitget;

import io.cryptodata.domain.market.Market;

import java.util.Map;

/// What Bitget calls coins and markets. A few coins have another code there than everywhere else.
final class BitgetNames {
    private static final Map<String, String> CODES = Map.of("AstroPepeX", "APX", "DegenReborn", "DEGEN", "Evadore",
            "EVA",
            "JadeProtocol", "JADE", "omni", "OMNI");

    private BitgetNames() {}

    static String code(String coin) {
        return CODES.getOrDefault(coin, coin);
    }

    /// `BTCUSDT` for a spot market and for the contract that is settled in USDT, `BTCPERP` for the one in USDC, `BTCUSD`
    /// for the one in its base.
    static String symbol(Market market) {
        String base = code(market.base());
        return "USDC".equals(market.settle()) ? base + "PERP" : base + code(market.quote());
    }

    /// Under which of its three kinds Bitget keeps a contract.
    static String productType(Market contract) {
        return switch (String.valueOf(contract.settle())) {
            case "USDT" -> "USDT-FUTURES";
            case "USDC" -> "USDC-FUTURES";
            default -> "COIN-FUTURES";
        };
    }
}

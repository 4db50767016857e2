package io.cryptodata.producers.coingecko;

import io.cryptodata.domain.market.ReadableText;
import org.jspecify.annotations.Nullable;

/// Which texts of a coin fit keys, indexes and columns of text. Names of coins do contain invisible characters; what no table
/// can store is a control character or half a character.
final class CoinTexts {
    /// the longest id of the first two thousand coins has 60 characters
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_SYMBOL = 256;
    private static final int LONGEST_NAME = 1000;

    private CoinTexts() {}

    static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_ID && ReadableText.isVisible(text);
    }

    static boolean isSymbol(@Nullable String text) {
        return text != null && text.length() <= LONGEST_SYMBOL && isStorable(text);
    }

    static boolean isName(@Nullable String text) {
        return text != null && text.length() <= LONGEST_NAME && isStorable(text);
    }

    private static boolean isStorable(String text) {
        return text.codePoints().map(Character::getType)
                .noneMatch(type -> type == Character.CONTROL || type == Character.SURROGATE);
    }
}

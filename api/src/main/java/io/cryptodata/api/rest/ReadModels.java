package io.cryptodata.api.rest;

import io.cryptodata.api.coin.CoinListings;
import io.cryptodata.api.completeness.CompletenessListings;
import io.cryptodata.api.market.BarListings;
import io.cryptodata.api.market.MarketListings;
import io.cryptodata.api.market.Revisions;
import io.cryptodata.api.market.Screener;
import io.cryptodata.api.query.ReadModel;
import io.cryptodata.api.task.TaskListings;
import io.cryptodata.api.universe.UniverseListings;

import java.util.ArrayList;
import java.util.List;

/// Every read model over SQL.
public final class ReadModels {
    private ReadModels() {}

    public static List<ReadModel> all() {
        List<ReadModel> all = new ArrayList<>(List.of(MarketListings.markets(), MarketListings.market()));
        all.addAll(BarListings.all());
        all.addAll(List.of(Screener.listing(), Revisions.listing(), CoinListings.coins(), CoinListings.history(),
                CompletenessListings.gaps(), CompletenessListings.venues(), CompletenessListings.daily(),
                UniverseListings.universe(), UniverseListings.at(), UniverseListings.overrides(), TaskListings.tasks(),
                TaskListings.runs()));
        return List.copyOf(all);
    }
}

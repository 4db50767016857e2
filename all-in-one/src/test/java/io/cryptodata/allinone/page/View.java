package io.cryptodata.allinone.page;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The views of the page, each with what its first look consists of.
///
/// @param name for pictures
/// @param address path and query
/// @param content selects the rows or bars that are there when it is loaded
record View(String name, String address, String content) {
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    /// @param market `exchange:asset`
    static List<View> all(String market) {
        return List.of(new View("pipeline", "/", "#sources tbody tr"),
                new View("market", "/market?market=" + market + "&timeframe=1h", "cda-chart canvas"),
                new View("screener", "/screener?timeframe=1h", "table[aria-label] tbody tr[aria-rowindex]"),
                new View("universe", "/universe", ".universe-panel tbody tr[aria-rowindex]"));
    }

    /// Opens it and waits until its content is there.
    void open(Page page, String base) {
        page.navigate(base + address);
        page.locator(content).first().waitFor();
    }

    /// What a screen reader's user or somebody with weak sight would stumble over: each serious or critical finding of axe with
    /// the elements that it is about.
    static List<String> accessibilityProblems(Page page) {
        return new AxeBuilder(page).analyze().getViolations().stream()
                .filter(rule -> SERIOUS.contains(rule.getImpact())).flatMap(View::findings).toList();
    }

    private static Stream<String> findings(Rule rule) {
        return rule.getNodes().stream().map(node -> rule.getId() + ": " + node.getHtml());
    }

    /// By how many pixels the document is wider than the window; 0 where nothing has to be scrolled sideways.
    static int overflow(Page page) {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .intValue();
    }
}

package io.cryptodata.api.rest;

import io.cryptodata.api.format.ArrowRows;
import io.cryptodata.api.format.CsvRows;
import io.cryptodata.api.format.JsonRows;
import io.cryptodata.api.format.RowFormat;
import io.cryptodata.api.http.ProblemException;
import io.cryptodata.api.http.Replies;
import io.cryptodata.api.http.Resource;
import io.cryptodata.api.query.Arguments;
import io.cryptodata.api.query.Document;
import io.cryptodata.api.query.Listing;
import io.cryptodata.api.query.Parameter;
import io.cryptodata.api.query.ParameterException;
import io.cryptodata.api.query.ReadModel;
import io.cryptodata.api.query.Reader;
import io.cryptodata.api.query.RowPage;
import io.helidon.common.media.type.MediaTypes;
import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpMediaType;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One route for each read model. Pages are read before the first byte is written; CSV and Arrow of bulk listings are
/// streamed from one snapshot.
public final class ReadResource implements Resource {
    /// The most rows of a streamed response.
    public static final int BULK_ROWS = 1_000_000;

    private static final HeaderName NEXT_CURSOR = HeaderNames.create("Next-Cursor");

    private final List<ReadModel> models;
    private final Reader reader;

    public ReadResource(List<ReadModel> models, Reader reader) {
        this.models = List.copyOf(models);
        this.reader = reader;
    }

    @Override
    public void routes(HttpRules rules) {
        for (ReadModel model : models) {
            switch (model) {
                case Listing listing -> rules.get("/" + listing.path(),
                        (request, response) -> list(listing, request, response));
                case Document document -> rules.get("/" + document.path(),
                        (request, response) -> read(document, request, response));
            }
        }
    }

    /// The parameters of a listing over REST, in one format.
    public static List<Parameter> parameters(Listing listing, RowFormat format) {
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : listing.parameters()) {
            boolean isBulk = parameter.name().equals(Parameter.LIMIT) && isStreamed(listing, format);
            parameters.add(isBulk ? Parameter.limit(BULK_ROWS, BULK_ROWS) : parameter);
        }
        parameters.add(Parameter.choice(Parameter.FORMAT, RowFormat.JSON.word(),
                formats(listing).stream().map(RowFormat::word).toList()));
        return parameters;
    }

    /// The formats that a listing has.
    public static List<RowFormat> formats(Listing listing) {
        return Arrays.stream(RowFormat.values()).filter(each -> each != RowFormat.ARROW || listing.isBulk()).toList();
    }

    private static boolean isStreamed(Listing listing, RowFormat format) {
        return listing.isBulk() && format != RowFormat.JSON;
    }

    private void read(Document document, ServerRequest request, ServerResponse response) {
        Arguments arguments = checked(() -> Arguments.of(document.parameters(), given(request.query())));
        Map<String, @Nullable Object> values = checked(() -> reader.document(document, arguments));
        Replies.stream(request, response, Replies.JSON, out -> JsonRows.write(out, document.fields(), values));
    }

    private void list(Listing listing, ServerRequest request, ServerResponse response) {
        Map<String, List<String>> given = given(request.query());
        RowFormat format = checked(() -> format(listing, given.get(Parameter.FORMAT), request));
        Arguments arguments = checked(() -> Arguments.of(parameters(listing, format), given));
        if (isStreamed(listing, format)) {
            stream(listing, format, arguments, request, response);
            return;
        }
        RowPage page = checked(() -> reader.page(listing, arguments));
        response.headers().set(HeaderNames.VARY, "Accept");
        if (format == RowFormat.CSV) {
            if (page.next() != null) {
                response.header(NEXT_CURSOR, page.next());
            }
            Replies.stream(request, response, format.mediaType(), out -> {
                try (CsvRows csv = new CsvRows(out)) {
                    csv.begin(page.columns());
                    for (Object[] row : page.rows()) {
                        csv.row(row);
                    }
                }
            });
        } else {
            Replies.stream(request, response, format.mediaType(),
                    out -> JsonRows.write(out, listing.facts(), listing.rows(), page));
        }
    }

    private void stream(Listing listing, RowFormat format, Arguments arguments, ServerRequest request,
            ServerResponse response) {
        if (format == RowFormat.ARROW && !ArrowRows.isAvailable()) {
            throw new ProblemException(503, "format unavailable", "the server was started without the JVM option "
                    + ArrowRows.JVM_OPTION + ", which Arrow needs: request format=csv, or restart the server with it");
        }
        Replies.bulk(request, response, format.mediaType(), out -> checked(() -> {
            if (format == RowFormat.CSV) {
                try (CsvRows csv = new CsvRows(out)) {
                    reader.stream(listing, arguments, csv);
                }
            } else {
                try (ArrowRows arrow = new ArrowRows(out)) {
                    reader.stream(listing, arguments, arrow);
                    arrow.end();
                }
            }
            return true;
        }));
    }

    /// The parameter `format`, or else the header `Accept`.
    private static RowFormat format(Listing listing, @Nullable List<String> given, ServerRequest request) {
        List<RowFormat> formats = formats(listing);
        if (given != null) {
            String word = given.getFirst();
            return formats.stream().filter(each -> each.word().equals(word)).findFirst()
                    .orElseThrow(() -> new ParameterException(Parameter.FORMAT, "'format' must be one of "
                            + String.join(", ", formats.stream().map(RowFormat::word).toList()) + ", but was '" + word
                            + "'"));
        }
        List<HttpMediaType> accepted = request.headers().acceptedTypes(); // the most wanted one first
        if (accepted.isEmpty()) {
            return RowFormat.JSON;
        }
        return accepted.stream().filter(each -> each.qualityFactor() > 0)
                .flatMap(each -> formats.stream().filter(format -> each.test(MediaTypes.create(format.mediaType()))))
                .findFirst().orElseThrow(() -> new ProblemException(406, "not acceptable", "this route has "
                        + String.join(", ", formats.stream().map(RowFormat::mediaType).toList())
                        + ", but the request accepts "
                        + String.join(",", request.headers().values(HeaderNames.ACCEPT))));
    }

    /// An empty value counts as none.
    private static Map<String, List<String>> given(UriQuery query) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        for (String name : query.names()) {
            List<String> texts = query.all(name).stream().filter(text -> !text.isEmpty()).toList();
            if (!texts.isEmpty()) {
                given.put(name, texts);
            }
        }
        return given;
    }

    /// What may fail because of the client, or because the sink does.
    private interface Step<T> {
        T run() throws Exception;
    }

    private static <T> T checked(Step<T> step) {
        try {
            return step.run();
        } catch (ParameterException invalid) {
            throw ProblemException.ofParameter(invalid.parameter(), String.valueOf(invalid.getMessage()));
        } catch (java.io.UncheckedIOException sink) {
            throw sink;
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}

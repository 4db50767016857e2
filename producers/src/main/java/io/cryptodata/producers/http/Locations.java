package io.cryptodata.producers.http;

/// Names where a redirect leads, without what may be a secret.
final class Locations {
    private static final int LONGEST = 200;

    private Locations() {}

    /// The address without user, query and fragment.
    static String describe(String location) {
        String printable = location.replaceAll("\\p{Cntrl}", "").strip();
        String address = printable.replaceFirst("[?#].*", "").replaceFirst("^([^/]*//)[^/]*@", "$1");
        if (address.isEmpty()) {
            return "no address";
        }
        return address.length() <= LONGEST ? address : address.substring(0, LONGEST);
    }
}

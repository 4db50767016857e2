package io.cryptodata.allinone.doctor;

/// Something that is wrong.
///
/// @param problem what it is: the thing by name, what was found, what was expected
/// @param why why it matters, in one clause
/// @param fix the command, or the section of the documents, that fixes it
public record Finding(String problem, String why, String fix) {
    /// Whether it concerns this thing.
    boolean names(String thing) {
        return problem.contains(thing);
    }
}

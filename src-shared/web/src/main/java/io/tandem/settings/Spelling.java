package io.tandem.settings;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Guesses what a misspelt name was meant to be, so that the complaint about it says what to type instead. */
final class Spelling {
    /** Further apart than this, a suggestion is more puzzling than helpful. */
    private static final int NEAR = 3;

    private Spelling() {}

    static Optional<String> nearest(String name, Set<String> candidates) {
        return candidates.stream()
                .filter(candidate -> distance(name, candidate) <= NEAR)
                .min(Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Levenshtein's: the least number of letters to insert, drop or change. */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}

package io.tandem.audit;

import java.util.Comparator;
import java.util.List;

/**
 * A library that ships, as its bill of materials names it.
 *
 * @param licences as the library itself states them; may be empty
 */
record Component(String group, String name, String version, List<String> licences) implements Comparable<Component> {

    private static final Comparator<Component> ORDER = Comparator.comparing(Component::group)
            .thenComparing(Component::name)
            .thenComparing(Component::version);

    /** What Quarkus calls the file in {@code quarkus-app/lib}; a classifier may follow before {@code .jar}. */
    String fileName() {
        return group + "." + name + "-" + version;
    }

    boolean isOurs() {
        return group.equals("io.tandem");
    }

    @Override
    public int compareTo(Component other) {
        return ORDER.compare(this, other);
    }
}

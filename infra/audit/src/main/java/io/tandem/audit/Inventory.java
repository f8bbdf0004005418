package io.tandem.audit;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What ships, from two sides that must agree: the bills of materials, and the files that the programs are started with. */
final class Inventory {

    private final TreeMap<Component, Entry> entries = new TreeMap<>();
    private final TreeSet<String> unknown = new TreeSet<>();

    /** @param programs which of the programs it ships with */
    record Entry(Component component, TreeSet<String> programs, Optional<LocalDate> built) {}

    void add(String program, BillOfMaterials bill, List<ShippedJar> jars) {
        for (ShippedJar jar : jars) {
            bill.components().stream()
                    .filter(component -> isOf(component, jar))
                    .findFirst()
                    .ifPresentOrElse(
                            component -> note(program, component, jar), () -> unknown.add(program + ": " + jar.file()));
        }
    }

    /** The libraries of others, by name. */
    List<Entry> libraries() {
        return entries.values().stream()
                .filter(entry -> !entry.component().isOurs())
                .toList();
    }

    /** Files that no bill of materials names: there should be none. */
    List<String> unknown() {
        return List.copyOf(unknown);
    }

    /** Libraries that ship in two versions. */
    List<String> twice() {
        List<String> twice = new ArrayList<>();
        Component before = null;
        for (Component component : entries.keySet()) {
            if (before != null
                    && before.group().equals(component.group())
                    && before.name().equals(component.name())) {
                twice.add(component.group() + ":" + component.name() + " " + before.version() + ", "
                        + component.version());
            }
            before = component;
        }
        return twice;
    }

    private static boolean isOf(Component component, ShippedJar jar) {
        String name = component.fileName();
        return jar.file().equals(name + ".jar")
                || (jar.file().startsWith(name + "-") && jar.file().endsWith(".jar"));
    }

    private void note(String program, Component component, ShippedJar jar) {
        entries.computeIfAbsent(component, first -> new Entry(first, new TreeSet<>(), jar.built()))
                .programs()
                .add(program);
    }
}

package io.footfall;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A package of main code, with what it may depend on.
 *
 * @param name without {@code io.footfall.}
 * @param uses names of other packages
 * @param sees libraries that all its classes may see
 * @param edges libraries that single classes may see, by simple name of the class
 */
record Room(String name, Set<String> uses, Set<Library> sees, Map<String, Set<Library>> edges) {

    static Room room(String name) {
        return new Room(name, new TreeSet<>(), new TreeSet<>(), new TreeMap<>());
    }

    Room uses(String... rooms) {
        uses.addAll(Set.of(rooms));
        return this;
    }

    Room sees(Library... libraries) {
        sees.addAll(Set.of(libraries));
        return this;
    }

    /** A class that connects the room to a library, so that the other classes of the room need not see it. */
    Room edge(String type, Library... libraries) {
        edges.put(type, Set.of(libraries));
        return this;
    }

    /** The first part of the name. */
    String module() {
        return name.split("\\.", 2)[0];
    }

    boolean maySee(Library library, String type) {
        return sees.contains(library) || edges.getOrDefault(type, Set.of()).contains(library);
    }
}

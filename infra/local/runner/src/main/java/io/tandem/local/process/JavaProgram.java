package io.tandem.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for the JVM that runs this one. */
public final class JavaProgram {

    private JavaProgram() {}

    public static List<String> jar(Path jar, String... jvmOptions) {
        List<String> words = words(jvmOptions);
        words.add("-jar");
        words.add(jar.toString());
        return words;
    }

    public static List<String> main(String classPath, String mainClass, List<String> arguments, String... jvmOptions) {
        List<String> words = words(jvmOptions);
        words.add("-cp");
        words.add(classPath);
        words.add(mainClass);
        words.addAll(arguments);
        return words;
    }

    private static List<String> words(String... jvmOptions) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(jvmOptions));
        return words;
    }
}

package io.tandem.rehearse.cloud;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.PrivateFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** What the programs of the cloud are told: in a file that only root can read, for there are passwords in it. */
public final class CloudSettings {

    private final Properties values;

    private CloudSettings(Properties values) {
        this.values = values;
    }

    public static void write(Path file, Map<String, String> values) {
        Properties properties = new Properties();
        properties.putAll(values);
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
        } catch (IOException failure) {
            throw new LocalFailure("Cannot write " + file + ": " + failure.getMessage(), failure);
        }
        PrivateFile.write(file, text.toString());
    }

    static CloudSettings read(Path file) {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            values.load(reader);
        } catch (IOException failure) {
            throw new LocalFailure("Cannot read " + file + ": " + failure.getMessage(), failure);
        }
        return new CloudSettings(values);
    }

    String get(String key) {
        String value = values.getProperty(key);
        if (value == null) {
            throw new LocalFailure("The cloud is not told " + key);
        }
        return value;
    }

    /** Empty if it is not there. */
    String find(String key) {
        return values.getProperty(key, "");
    }
}

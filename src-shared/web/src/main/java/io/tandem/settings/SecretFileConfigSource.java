package io.tandem.settings;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.tandem.variables.BadSettingException;
import io.tandem.variables.SecretFiles;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Lets every {@code ..._PASSWORD} come from a file, so that {@code ${MYSQL_PASSWORD}} in a configuration file works the
 * same whether the secret was exported, mounted or handed over by systemd. The rules are those of {@link SecretFiles}.
 */
public final class SecretFileConfigSource implements ConfigSource {
    /** Above the environment (300), where the variable itself may be there and empty. */
    private static final int ORDINAL = 310;

    private final SecretFiles files;

    /** Made by the service loader. */
    public SecretFileConfigSource() {
        this(System.getenv());
    }

    SecretFileConfigSource(Map<String, String> environment) {
        this.files = new SecretFiles(environment);
    }

    @Override
    public String getValue(String name) {
        try {
            return files.read(name).orElse(null);
        } catch (BadSettingException e) {
            // Quarkus prints the message of this one, without a stack trace, and exits with 1.
            throw new ConfigurationException(e.getMessage(), e);
        }
    }

    /** Empty: a list of names is for showing settings, and a secret has no business there. */
    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    @Override
    public String getName() {
        return "secret files";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}

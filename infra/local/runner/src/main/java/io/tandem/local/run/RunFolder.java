package io.tandem.local.run;

import java.nio.file.Path;

/** Where everything of one run is: its data, logs, secrets and process ids. Deleting it forgets the run. */
public record RunFolder(Path path) {

    public RunFolder {
        path = path.toAbsolutePath().normalize();
    }

    public Path environmentFile() {
        return path.resolve("env");
    }

    public Path pidFile(String name) {
        return path.resolve(name + ".pid");
    }

    public Path log(String name) {
        return path.resolve("logs").resolve(name + ".log");
    }

    Path programs() {
        return path.resolve("programs");
    }

    public Path secrets() {
        return path.resolve("secrets");
    }

    Path lock() {
        return path.resolve("lock");
    }

    Path mySql() {
        return path.resolve("mysql");
    }

    Path rocketMq() {
        return path.resolve("rocketmq");
    }

    /** Stands in the command line of every process of this run, and of no other's. */
    String marker() {
        return path.toString();
    }
}

package io.tandem.local.report;

import io.tandem.local.process.LocalFailure;
import io.tandem.local.process.Progress;
import io.tandem.local.process.Waiting;
import io.tandem.local.report.ModeFigures.LoadFigures;
import io.tandem.local.report.ModeFigures.ServiceFigures;
import io.tandem.local.run.ServiceProcess;
import io.tandem.local.run.ServicePrograms;
import io.tandem.local.run.StackConfig;
import io.tandem.local.run.TandemStack;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Takes the figures of one mode: a few starts, then a load. Bounded: about a minute. */
final class Measurement {

    private static final int STARTS = 5;
    private static final Duration READY_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final int CALLERS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final double MEDIAN = 0.5;
    private static final double P99 = 0.99;

    private final TandemStack stack;
    private final Progress progress;
    private final String mode;

    private Measurement(String mode, TandemStack stack, Progress progress) {
        this.mode = mode;
        this.stack = stack;
        this.progress = progress;
    }

    /** @param programOf what of a module has to be brought to a host: a file or a folder */
    static ModeFigures of(String mode, StackConfig config, ServicePrograms programs, Function<String, Path> programOf) {
        long orderBytes = bytesOf(programOf.apply("order-native"));
        long logisticsBytes = bytesOf(programOf.apply("logistics-native"));
        try (TandemStack stack = new TandemStack(config.withPrograms(programs))) {
            stack.startServers();
            return new Measurement(mode, stack, config.progress()).take(orderBytes, logisticsBytes);
        }
    }

    private static long bytesOf(Path program) {
        try (Stream<Path> files = Files.walk(program)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException unreadable) {
            throw new LocalFailure(program + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private ModeFigures take(long orderBytes, long logisticsBytes) {
        ServiceProcess order = stack.services().order();
        ServiceProcess logistics = stack.services().logistics();
        long logisticsReady = millisToReady(logistics);
        long orderReady = millisToReady(order);
        settle();
        LinuxProcess orderProcess = new LinuxProcess(order.pid());
        LinuxProcess logisticsProcess = new LinuxProcess(logistics.pid());
        long orderIdle = orderProcess.residentBytes();
        long logisticsIdle = logisticsProcess.residentBytes();
        LoadFigures load = load(order, orderProcess, logisticsProcess);
        return new ModeFigures(
                mode,
                new ServiceFigures(orderBytes, orderReady, orderIdle, orderProcess.peakBytes()),
                new ServiceFigures(logisticsBytes, logisticsReady, logisticsIdle, logisticsProcess.peakBytes()),
                load);
    }

    /** The last start stays. */
    private long millisToReady(ServiceProcess service) {
        progress.say(mode + ": starting " + service.name() + " " + STARTS + " times");
        return LongStream.range(0, STARTS)
                .map(start -> {
                    service.stop();
                    return startOnce(service);
                })
                .sorted()
                .skip(STARTS / 2)
                .findFirst()
                .orElseThrow();
    }

    private static long startOnce(ServiceProcess service) {
        long began = System.nanoTime();
        service.start();
        while (!answersReady(service.managementUrl())) {
            Duration taken = Duration.ofNanos(System.nanoTime() - began);
            if (taken.compareTo(READY_TIMEOUT) > 0 || !service.isAlive()) {
                throw new LocalFailure(service.name() + " was not ready within " + READY_TIMEOUT.toSeconds()
                        + " s (see " + service.log() + ")");
            }
            Waiting.pause(LOOK_EVERY);
        }
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    /** Plain and without a pool: what asks must not take a core from what it waits for. */
    private static boolean answersReady(String managementUrl) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(managementUrl + "/q/health/ready").toURL().openConnection();
            connection.setReadTimeout((int) READY_TIMEOUT.toMillis());
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notListening) {
            return false;
        }
    }

    private void settle() {
        progress.say(mode + ": idle for " + SETTLING.toSeconds() + " s");
        Waiting.pause(SETTLING);
    }

    private LoadFigures load(ServiceProcess service, LinuxProcess order, LinuxProcess logistics) {
        Load load = new Load(service.url(), stack.signIn());
        progress.say("%s: %d callers, %d s to warm up, %d s measured"
                .formatted(mode, CALLERS, WARM_UP.toSeconds(), MEASURED.toSeconds()));
        load.run(CALLERS, WARM_UP);
        long orderCpu = order.cpuMillis();
        long logisticsCpu = logistics.cpuMillis();
        Load.Answers answers = load.run(CALLERS, MEASURED);
        double created = answers.created();
        return new LoadFigures(
                answers.perSecond(),
                answers.refused(),
                answers.percentileMillis(MEDIAN),
                answers.percentileMillis(P99),
                (order.cpuMillis() - orderCpu) / created,
                (logistics.cpuMillis() - logisticsCpu) / created);
    }
}

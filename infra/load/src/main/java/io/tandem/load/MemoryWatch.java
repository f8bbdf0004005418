package io.tandem.load;

import io.tandem.local.process.LinuxProcess;
import io.tandem.local.process.LocalFailure;
import io.tandem.local.run.ServiceProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much memory a service holds while it is loaded: what Linux says, looked at now and then, and the heap after a collection. */
final class MemoryWatch implements AutoCloseable {

    private static final long EVERY_SECONDS = 2;
    private static final long MEBIBYTE = 1024 * 1024;
    private static final Pattern CLASS_TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private final ServiceProcess service;
    private final List<Long> resident = new ArrayList<>();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
    private final long heapBefore;

    private MemoryWatch(ServiceProcess service) {
        this.service = service;
        this.heapBefore = heapAfterCollection(service);
        var unused = looking.scheduleAtFixedRate(this::look, 0, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * In MiB.
     *
     * @param middle the median of the samples of the second quarter: warmed up, and early
     * @param end the median of those of the last quarter. Flat is what ends where the middle was
     * @param heapBefore what a full collection left before the load
     * @param heapAfter and what it leaves after it
     */
    record Memory(String service, long middle, long end, long peak, long heapBefore, long heapAfter) {}

    static MemoryWatch of(ServiceProcess service) {
        return new MemoryWatch(service);
    }

    /** What is resident from now on does not count. */
    void loadIsOver() {
        looking.shutdownNow();
    }

    Memory figures() {
        loadIsOver();
        List<Long> samples;
        synchronized (resident) {
            samples = List.copyOf(resident);
        }
        int size = samples.size();
        return new Memory(
                service.name(),
                median(samples.subList(size / 4, Math.max(size / 4 + 1, size / 2))),
                median(samples.subList(Math.min(size - 1, size * 3 / 4), size)),
                samples.stream().mapToLong(Long::longValue).max().orElse(0),
                heapBefore,
                heapAfterCollection(service));
    }

    @Override
    public void close() {
        loadIsOver();
    }

    private void look() {
        long mebibytes = new LinuxProcess(service.pid()).residentBytes() / MEBIBYTE;
        synchronized (resident) {
            resident.add(mebibytes);
        }
    }

    private static long median(List<Long> samples) {
        return samples.stream().sorted().skip(samples.size() / 2).findFirst().orElse(0L);
    }

    /** Counting the live objects collects the others first. */
    private static long heapAfterCollection(ServiceProcess service) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process counting = new ProcessBuilder(jcmd, Long.toString(service.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(counting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = CLASS_TOTAL.matcher(said);
            if (!total.find()) {
                throw new LocalFailure("the heap of " + service.name() + " cannot be counted: "
                        + said.lines().findFirst().orElse(""));
            }
            return Long.parseLong(total.group(1)) / MEBIBYTE;
        } catch (IOException failed) {
            throw new LocalFailure("jcmd cannot be run: " + failed.getMessage(), failed);
        }
    }
}

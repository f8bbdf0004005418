package io.tandem.local.run;

import io.tandem.local.mysql.Account;
import io.tandem.local.mysql.TandemDatabase;
import io.tandem.local.process.FreePorts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The processes of both services: one of each on the ports of the run, and as many more as a run asks for
 * beside them. All use the same servers and secrets, so a sign-in at one is a sign-in at all.
 */
public final class Services {

    private static final Duration READY_TIMEOUT = Duration.ofMinutes(4);

    private final StackConfig config;
    private final TandemDatabase database;
    private final Map<String, String> common;
    private final ServiceProcess order;
    private final ServiceProcess logistics;
    private final List<ServiceProcess> others = new CopyOnWriteArrayList<>();

    Services(StackConfig config, TandemDatabase database, MessagingAccess messaging, SignIn signIn) {
        this.config = config;
        this.database = database;
        RunPorts ports = config.ports();
        this.common = ServiceEnvironment.common(
                messaging, signIn, ports.of(LocalPort.ORDER), url(ports.of(LocalPort.LOGISTICS)));
        this.order = order("order", ports.of(LocalPort.ORDER), ports.of(LocalPort.ORDER_MANAGEMENT), Map.of());
        this.logistics = logistics(
                "logistics", ports.of(LocalPort.LOGISTICS), ports.of(LocalPort.LOGISTICS_MANAGEMENT), Map.of());
    }

    public ServiceProcess order() {
        return order;
    }

    public ServiceProcess logistics() {
        return logistics;
    }

    /** Starts the two of the run, and returns when both are ready. */
    public void start() {
        List<ServiceProcess> both = List.of(logistics, order);
        both.forEach(ServiceProcess::start);
        Parallel.run(both.stream()
                .map(service -> (Runnable) () -> awaitReady(service))
                .toList());
    }

    /**
     * Starts one more order-native, on free ports. It may be the producer that answers the check-back of one that died.
     *
     * @param changes variables that differ, such as {@code APP_DEMO_ROCKETMQ_ENDPOINT} for one behind a broken link
     */
    public ServiceProcess anotherOrder(Map<String, String> changes) {
        return startOther(order("order" + nextNumber(), FreePorts.next(), FreePorts.next(), changes));
    }

    /** Starts one more logistics-native, likewise. */
    public ServiceProcess anotherLogistics(Map<String, String> changes) {
        return startOther(logistics("logistics" + nextNumber(), FreePorts.next(), FreePorts.next(), changes));
    }

    /** All at once; each finishes what is in flight. */
    public void stop() {
        Parallel.run(Stream.concat(others.stream(), Stream.of(order, logistics))
                .map(service -> (Runnable) service::stop)
                .toList());
    }

    /** What all of them are given. */
    Map<String, String> commonEnvironment() {
        return common;
    }

    private String nextNumber() {
        return "-" + (others.size() + 2);
    }

    private ServiceProcess startOther(ServiceProcess service) {
        others.add(service);
        service.start();
        awaitReady(service);
        return service;
    }

    private void awaitReady(ServiceProcess service) {
        Stopwatch time = Stopwatch.start();
        service.awaitReady(READY_TIMEOUT);
        config.progress().say(service.name() + " is ready at " + service.url() + time);
    }

    private ServiceProcess order(String name, int port, int managementPort, Map<String, String> changes) {
        return service("order-native", name, database.orderAccount(), port, managementPort, changes);
    }

    private ServiceProcess logistics(String name, int port, int managementPort, Map<String, String> changes) {
        return service("logistics-native", name, database.logisticsAccount(), port, managementPort, changes);
    }

    private ServiceProcess service(
            String module, String name, Account account, int port, int managementPort, Map<String, String> changes) {
        Map<String, String> environment = new LinkedHashMap<>(common);
        environment.putAll(database.environment(account));
        environment.putAll(ServiceEnvironment.listening(port, managementPort));
        environment.putAll(changes);
        return new ServiceProcess(new ServiceProcess.Definition(
                name, config.programs(), module, environment, port, managementPort, config.folder()));
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}

package io.tandem.local.rocketmq;

import java.io.IOException;
import org.apache.rocketmq.store.DefaultMessageStore;
import org.apache.rocketmq.store.ha.DefaultHAService;
import org.apache.rocketmq.store.ha.GroupTransferService;
import org.apache.rocketmq.store.ha.HAConnectionStateNotificationService;

/**
 * Replication without its listening port: {@link DefaultHAService} binds it on all interfaces and has no option against
 * that, and a single broker has no replica to serve. Loaded by the store through {@code META-INF/service}.
 */
public final class NoAcceptHaService extends DefaultHAService {

    @Override
    public void init(DefaultMessageStore store) throws IOException {
        this.defaultMessageStore = store;
        this.groupTransferService = new GroupTransferService(this, store);
        this.haConnectionStateNotificationService = new HAConnectionStateNotificationService(this, store);
    }

    @Override
    public void start() {
        this.groupTransferService.start();
        this.haConnectionStateNotificationService.start();
    }
}

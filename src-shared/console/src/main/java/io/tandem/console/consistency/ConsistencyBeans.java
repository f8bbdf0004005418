package io.tandem.console.consistency;

import io.tandem.console.BusinessRows;
import io.tandem.consumer.ParkedMessageReview;
import io.tandem.ledger.Ledger;
import io.tandem.ledger.LedgerEntries;
import io.tandem.mysql.HostClock;
import io.tandem.redelivery.Redeliveries;
import io.tandem.retention.LedgerSettings;
import io.tandem.trace.TraceRecords;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the console together. */
@ApplicationScoped
class ConsistencyBeans {

    @Produces
    @Singleton
    Subjects subjects(Pool pool, BusinessRows rows) {
        return new Subjects(new LedgerEntries(pool), rows);
    }

    @Produces
    @Singleton
    OpenAttempts open(
            Pool pool, BusinessRows rows, Subjects subjects, ConsistencySettings settings, LedgerSettings ledger) {
        return new OpenAttempts(new io.tandem.trace.OpenAttempts(pool), rows, subjects, settings, ledger);
    }

    @Produces
    @Singleton
    MissingEffects missing(
            Redeliveries redeliveries, ParkedMessageReview parked, BusinessRows rows, ConsistencySettings settings) {
        return new MissingEffects(redeliveries, parked, rows, settings);
    }

    @Produces
    @Singleton
    StraySweep sweep(BusinessRows rows, HostClock clock) {
        return new StraySweep(rows, clock::now);
    }

    @Produces
    @Singleton
    ParkedFindings parked(ParkedMessageReview parked, Subjects subjects) {
        return new ParkedFindings(parked, subjects);
    }

    @Produces
    @Singleton
    OperatorActions actions(Pool pool) {
        return new OperatorActions(pool);
    }

    @Produces
    @Singleton
    TargetKeys keys(Pool pool, BusinessRows rows, ParkedMessageReview parked) {
        return new TargetKeys(pool, rows, parked);
    }

    @Produces
    @Singleton
    Consistency consistency(
            OpenAttempts open,
            MissingEffects missing,
            StraySweep sweep,
            ParkedFindings parked,
            OperatorActions actions,
            HostClock clock) {
        return new Consistency(open, missing, sweep, parked, actions, clock::now);
    }

    @Produces
    @Singleton
    Repairs repairs(
            Pool pool,
            Ledger ledger,
            BusinessRows rows,
            Redeliveries redeliveries,
            ParkedMessageReview parked,
            MissingEffects missing,
            OperatorActions actions,
            HostClock clock) {
        return new Repairs(
                pool, ledger, rows, redeliveries, parked, missing, new TraceRecords(pool), actions, clock::now);
    }
}

package io.tandem.console;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import io.tandem.ledger.AttemptId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Of a service that says nothing of its rows. */
@DefaultBean
@Singleton
class NoBusinessRows implements BusinessRows {

    @Override
    public Uni<List<BusinessRow>> of(Collection<AttemptId> attempts) {
        return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<Optional<AttemptId>> attemptOf(String key) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public Optional<String> key(String typed) {
        return Optional.of(typed.strip()).filter(key -> !key.isEmpty());
    }
}

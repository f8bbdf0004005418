package io.tandem.play.tour;

import java.util.concurrent.Callable;

/** Something that must be seen in the database or from the API. */
record Check(String key, Callable<Boolean> condition) {}

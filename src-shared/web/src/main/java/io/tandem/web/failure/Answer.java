package io.tandem.web.failure;

import java.util.Map;

/** An answer ready to be written, the same for the REST layer and for Vert.x: its body is never empty. */
record Answer(int status, String contentType, Map<String, String> headers, String body) {}

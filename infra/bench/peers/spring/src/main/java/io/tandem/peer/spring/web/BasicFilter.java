package io.tandem.peer.spring.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** The demo account, asked for as cheaply as it can be: Spring Security would cost the peer more. */
@Component
class BasicFilter extends OncePerRequestFilter {

    private final byte[] expected;

    BasicFilter(@Value("${APP_DEMO_USERNAME}") String user, @Value("${APP_DEMO_PASSWORD}") String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        this.expected = ("Basic " + credentials).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader("Authorization");
        boolean open = request.getRequestURI().equals("/ready");
        if (open || (given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected))) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }
}

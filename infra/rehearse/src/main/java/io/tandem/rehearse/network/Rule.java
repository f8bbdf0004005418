package io.tandem.rehearse.network;

/**
 * What may come in, as a security group or a database's white list has it; everything else may not.
 *
 * @param source addresses in CIDR notation
 * @param address to which of our addresses
 */
public record Rule(String source, String address, int port) {

    String nft() {
        return "ip saddr %s ip daddr %s tcp dport %d accept".formatted(source, address, port);
    }
}

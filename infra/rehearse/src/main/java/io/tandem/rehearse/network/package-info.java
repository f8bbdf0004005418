/** The VPC of the rehearsal: network namespaces, and between them what a cloud's router and security groups do. */
package io.tandem.rehearse.network;

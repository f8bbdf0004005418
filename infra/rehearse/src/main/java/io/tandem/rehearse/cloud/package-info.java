/**
 * What the cloud itself answers its hosts, as far as the template's scripts ask: the metadata service, the parameter store and the
 * signals of the stack. And the third host: the managed MySQL and RocketMQ. Each is a program in a namespace of its own.
 */
package io.tandem.rehearse.cloud;

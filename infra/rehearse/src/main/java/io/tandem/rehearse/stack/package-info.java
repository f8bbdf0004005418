/** The ROS template as the cloud would carry it out: parameters checked, conditions decided, commands rendered. */
package io.tandem.rehearse.stack;

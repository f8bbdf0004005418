/** All the processes of a run, each with its own network and its own agent, and how to put every one of them right again. */
package io.tandem.faults.rig;

/** Whether what is in the databases and at the broker fits together, and fits what callers were told. Pure: records in, violations out. */
package io.tandem.faults.check;

/** Where in the product's code something happens, said from outside by Byteman rules: the product carries no hooks for tests. */
package io.tandem.faults.rule;

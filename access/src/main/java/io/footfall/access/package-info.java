/** Who may log in to the services that people use. */
package io.footfall.access;

/** Parametric heads: identities drawn from a seeded population become closed surface meshes with landmarks. */
package org.guise.people.head;

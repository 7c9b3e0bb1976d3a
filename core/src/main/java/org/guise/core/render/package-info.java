/**
 * Pictures of a scan: the skin surface at a threshold found from the scan itself, ray-cast with a perspective camera,
 * and the before/after quality picture. World coordinates are RAS+ millimetres; needs no display ({@code
 * java.awt.headless=true}).
 */
package org.guise.core.render;

package org.guise.core.reface;

import org.guise.core.register.HeadFit;
import org.guise.core.register.RigidTarget;
import org.guise.core.volume.Affine;

/**
 * What the other images of a session need of the one that leads them; none of its samples at full resolution. Restricted: it
 * holds the person's shape.
 *
 * @param fit of the leading image
 * @param headToAtlas similarity pose of the head, world of the lead → atlas world
 * @param faceToAtlas where the new face was put
 * @param target the leading image as coregistration sees it
 */
public record SessionLead(HeadFit fit, Affine headToAtlas, Affine faceToAtlas, RigidTarget target) {}

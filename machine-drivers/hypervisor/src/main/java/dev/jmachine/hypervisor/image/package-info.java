/**
 * Images that virtual machines are cloned from: building our own out of Debian packages, taking over a distribution's
 * cloud images, and keeping both.
 *
 * <p>An image is a folder under {@code images} of the driver's cache, made elsewhere and moved there whole; it never
 * changes afterwards, because machines' disks stand on it.
 */
package dev.jmachine.hypervisor.image;

/** Instances of Amazon EC2, through the AWS SDK. */
package dev.jmachine.driver.amazonec2;

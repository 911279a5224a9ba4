package dev.jmachine.swarm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the arrows between the packages as {@code docs/architecture.md} draws them. */
@AnalyzeClasses(packages = "dev.jmachine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsRunOneWay = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("variable").definedBy("dev.jmachine.swarm.variable")
            .layer("mode").definedBy("dev.jmachine.swarm.mode..")
            .layer("stack").definedBy("dev.jmachine.swarm.stack..")
            .layer("cluster").definedBy("dev.jmachine.swarm.cluster..")
            .whereLayer("variable").mayNotAccessAnyLayer()
            .whereLayer("mode").mayNotAccessAnyLayer()
            .whereLayer("stack").mayOnlyAccessLayers("variable", "mode")
            .whereLayer("cluster").mayOnlyAccessLayers("variable", "mode", "stack");

    @ArchTest
    static final ArchRule whatStandsBehindTheLibraryIsNotReachedInto = noClasses()
            .that().resideInAPackage("dev.jmachine.swarm..")
            .should().dependOnClassesThat().resideInAnyPackage(
                    "dev.jmachine.lifecycle..", "dev.jmachine.provision..", "dev.jmachine.tls..");

    @ArchTest
    static final ArchRule theLibraryNeitherPrintsNorExits = noClasses()
            .that().resideInAPackage("dev.jmachine.swarm..")
            .should().callMethod(System.class, "exit", int.class)
            .orShould().accessField(System.class, "out")
            .orShould().accessField(System.class, "err");
}

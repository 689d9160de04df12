package dev.lmcp.verification.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** What names say, and what no class does. */
class NamesTest {

    private static final int MAX_COMPONENTS = 3;

    private final JavaClasses classes = Project.classes();

    @Test
    void whatIsThrownIsNamedAnException() {
        classes()
                .that()
                .areAssignableTo(Throwable.class)
                .should()
                .haveSimpleNameEndingWith("Exception")
                .orShould()
                .haveSimpleNameEndingWith("Error")
                .check(classes);
    }

    @Test
    void boundsAreNamedMaxAndMin() {
        noFields()
                .should()
                .haveNameMatching(
                        "(MOST|LONGEST|LEAST|FARTHEST|WIDEST|FEWEST|LARGEST|SHORTEST)(_.*)?|(most|longest|least|widest)([A-Z].*)?")
                .check(classes);
    }

    @Test
    void noTypeHasANameThatSaysNothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?)|(.*\\.)?(Abstract|Default)[A-Z]\\w*")
                .check(classes);
    }

    @Test
    void constantsAreNamedAsConstants() {
        fields().that()
                .areStatic()
                .and()
                .areFinal()
                .and()
                .areDeclaredInClassesThat()
                .areNotEnums()
                .and()
                .doNotHaveModifier(JavaModifier.SYNTHETIC)
                .and()
                .doNotHaveName("serialVersionUID")
                .should()
                .haveNameMatching("[A-Z][A-Z0-9_]*")
                .check(classes);
    }

    @Test
    void whatUsersMakeCanGrow() {
        ArchCondition<JavaConstructor> haveFewParameters = new ArchCondition<>("have at most three parameters") {
            @Override
            public void check(JavaConstructor constructor, ConditionEvents events) {
                int count = constructor.getRawParameterTypes().size();
                events.add(new SimpleConditionEvent(
                        constructor, count <= MAX_COMPONENTS, constructor.getFullName() + " has " + count));
            }
        };
        constructors()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(Project.EXPORTED.toArray(String[]::new))
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should(haveFewParameters)
                .check(classes);
    }

    @Test
    void nothingPrintsOrKeepsStateInThreads() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
                classes.that(com.tngtech.archunit.base.DescribedPredicate.not(
                        com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                                "dev.lmcp.launcher..", "dev.lmcp.transport.stdio"))));
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocal.class)
                .check(classes);
        noClasses().should().dependOnClassesThat().resideInAPackage("sun..").check(classes);
    }

    @Test
    void failuresHaveATypeOfTheirOwn() {
        noClasses()
                .that()
                .areNotAssignableTo(RuntimeException.class)
                .should()
                .callConstructorWhere(target(owner(type(RuntimeException.class))))
                .check(classes);
    }
}

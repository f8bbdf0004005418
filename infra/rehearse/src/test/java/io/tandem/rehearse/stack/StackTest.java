package io.tandem.rehearse.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tandem.local.process.LocalFailure;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What ROS makes of a template's values, as its documentation of functions has it. */
class StackTest {

    private static final String TEMPLATE = """
            Parameters:
              Name: {Type: String, AllowedPattern: '^[a-z]+$'}
              Count: {Type: Number, Default: 1}
              Kind: {Type: String, Default: jvm, AllowedValues: [jvm, native]}
            Mappings:
              Scripts: {Deploy: {Text: "echo ${Name} \\\\1 $0\\n"}}
            Conditions:
              Many: {'Fn::Not': {'Fn::Equals': [{Ref: Count}, 1]}}
              Jvm: {'Fn::Equals': [{Ref: Kind}, jvm]}
              Both: {'Fn::And': [Many, Jvm]}
              Either: {'Fn::Or': [Many, Jvm]}
            Resources:
              Command:
                Type: ALIYUN::ECS::RunCommand
                Properties:
                  CommandContent:
                    'Fn::Join':
                      - ''
                      - - 'Fn::Sub':
                            - "name=${Name} host=${Database.Host} many=${Many} region=${ALIYUN::Region}\\n"
                            - Many: {'Fn::If': [Many, 'yes', 'no']}
                        - 'Fn::FindInMap': [Scripts, Deploy, Text]
                  First: {'Fn::Select': ['0', {'Fn::GetAtt': [Hosts, Ids]}]}
                  Both: {'Fn::If': [Both, true, false]}
                  Either: {'Fn::If': [Either, true, false]}
                  Unknown: {'Fn::Split': [',', 'a,b']}
                  List: [{Source: {Ref: Name}}]
            """;

    private final Stack stack = stack(Map.of("Name", "tandem"));

    @Test
    void putsValuesInButNotIntoWhatComesFromAMapping() {
        assertThat(stack.command("Command"))
                .isEqualTo("name=tandem host=db.internal many=no region=cn-hangzhou\necho ${Name} \\1 $0\n");
    }

    @Test
    void decidesConditionsByTheParameters() {
        assertThat(stack.property("Command", "Both")).isEqualTo(false);
        assertThat(stack.property("Command", "Either")).isEqualTo(true);
        assertThat(stack.with(Map.of("Count", "2")).property("Command", "Both")).isEqualTo(true);
        assertThat(stack.with(Map.of("Count", "2")).command("Command")).contains("many=yes");
    }

    @Test
    void worksOutWhatStandsInLists() {
        assertThat(stack.property("Command", "First")).isEqualTo("i-1");
        assertThat(stack.property("Command", "List")).isEqualTo(List.of(Map.of("Source", "tandem")));
    }

    @Test
    void takesOnlyParametersThatTheTemplateWouldTake() {
        assertThatThrownBy(() -> stack(Map.of("Name", "No Spaces"))).hasMessageContaining("Name does not match");
        assertThatThrownBy(() -> stack(Map.of("Name", "a", "Kind", "other"))).hasMessageContaining("Kind is none of");
        assertThatThrownBy(() -> stack(Map.of("Name", "a", "Misspelt", "b"))).hasMessageContaining("Misspelt");
        assertThatThrownBy(() -> stack(Map.of())).hasMessageContaining("Name has no value");
        assertThatThrownBy(() -> stack.with(Map.of("Kind", "other"))).hasMessageContaining("Kind is none of");
    }

    @Test
    void failsOnWhatItDoesNotKnowInsteadOfGuessing() {
        assertThatThrownBy(() -> stack.property("Command", "Unknown"))
                .isInstanceOf(LocalFailure.class)
                .hasMessageContaining("Fn::Split");
        assertThatThrownBy(() -> stack.property("Command", "None")).hasMessageContaining("no None of Command");
    }

    private static Stack stack(Map<String, String> given) {
        return Stack.of(
                Template.parse(new StringReader(TEMPLATE)),
                given,
                Map.of("Database.Host", "db.internal", "Hosts.Ids", "i-1", "ALIYUN::Region", "cn-hangzhou"));
    }
}

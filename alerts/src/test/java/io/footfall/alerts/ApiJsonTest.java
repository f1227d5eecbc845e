package io.footfall.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.footfall.alerts.api.BacktestRequest;
import io.footfall.alerts.api.SilenceRequest;
import io.footfall.alerts.rules.FloodRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiJsonTest {
    private final ObjectMapper mapper = new ObjectMapper();

    ApiJsonTest() {
        new ApiJson().customize(mapper);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'rule':5}",
                "{'comment':true}",
                "{'comment':1.5}",
                "{'all':'true'}",
                "{'all':1}",
                "{'all':''}",
            })
    void aValueOfAnotherTypeIsNotConvertedIntoOneOfASilence(String json) {
        assertThatExceptionOfType(MismatchedInputException.class)
                .isThrownBy(() -> mapper.readValue(json.replace('\'', '"'), SilenceRequest.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'clicks':1.5}",
                "{'clicks':'1'}",
                "{'clicks':''}",
                "{'ratio':'0.5'}",
                "{'mode':1}",
                "{'mode':''}",
            })
    void aValueOfAnotherTypeIsNotConvertedIntoOneOfABacktest(String json) {
        assertThatExceptionOfType(MismatchedInputException.class)
                .isThrownBy(() -> mapper.readValue(json.replace('\'', '"'), BacktestRequest.class));
    }

    @Test
    void valuesOfTheirTypeAreRead() throws JsonProcessingException {
        var backtest = mapper.readValue("{\"ratio\":1,\"mode\":\"PLAIN\",\"clicks\":null}", BacktestRequest.class);
        var silence = mapper.readValue("{\"rule\":\"5\",\"comment\":\"\",\"all\":true}", SilenceRequest.class);

        assertThat(backtest.ratio()).isEqualTo(1);
        assertThat(backtest.mode()).isEqualTo(FloodRule.Mode.PLAIN);
        assertThat(backtest.clicks()).isNull();
        assertThat(silence.rule()).isEqualTo("5");
        assertThat(silence.comment()).isEmpty();
        assertThat(silence.all()).isTrue();
    }
}

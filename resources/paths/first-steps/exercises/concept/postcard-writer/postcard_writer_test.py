import unittest

from postcard_writer import greeting, initials, shorten, underline, weather


class PostcardWriterTest(unittest.TestCase):
    def test_greeting(self):
        self.assertEqual(greeting("Aino"), "Dear Aino,")

    def test_weather(self):
        self.assertEqual(weather("Porto", 24), "In Porto it is 24 degrees.")

    def test_weather_below_zero(self):
        self.assertEqual(weather("Oulu", -8), "In Oulu it is -8 degrees.")

    def test_initials(self):
        self.assertEqual(initials("Grace", "Hopper"), "G.H.")

    def test_underline(self):
        self.assertEqual(underline("Porto"), "Porto\n=====")

    def test_underline_counts_spaces(self):
        self.assertEqual(underline("By sea"), "By sea\n======")

    def test_shorten_long_text(self):
        self.assertEqual(shorten("Greetings from the coast", 9), "Greetings")

    def test_shorten_leaves_short_text_alone(self):
        self.assertEqual(shorten("Hi", 9), "Hi")


if __name__ == "__main__":
    unittest.main()

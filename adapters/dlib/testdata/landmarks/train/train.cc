// Trains a small 5-point shape predictor on what ../main.go drew; see there.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <set>

#include <dlib/data_io.h>
#include <dlib/image_io.h>
#include <dlib/image_processing.h>

int main(int argc, char **argv) {
	if (argc != 3) return 2;
	std::set<std::filesystem::path> names;
	for (const auto &entry : std::filesystem::directory_iterator(argv[1]))
		if (entry.path().extension() == ".txt") names.insert(entry.path());

	dlib::array<dlib::array2d<unsigned char>> pictures;
	std::vector<std::vector<dlib::full_object_detection>> faces;
	for (auto name : names) {
		std::ifstream text(name);
		long left, top, right, bottom;
		text >> left >> top >> right >> bottom;
		std::vector<dlib::point> points(5);
		for (auto &p : points) text >> p.x() >> p.y();
		dlib::array2d<unsigned char> picture;
		name.replace_extension(".pgm");
		std::ifstream pgm(name, std::ios::binary);
		std::string magic;
		long width, height, most;
		pgm >> magic >> width >> height >> most;
		pgm.get();
		picture.set_size(height, width);
		for (long y = 0; y < height; y++) pgm.read(reinterpret_cast<char *>(&picture[y][0]), width);
		pictures.push_back(picture);
		faces.push_back({dlib::full_object_detection(dlib::rectangle(left, top, right, bottom), points)});
	}

	dlib::shape_predictor_trainer trainer;
	trainer.set_cascade_depth(6);
	trainer.set_num_trees_per_cascade_level(30);
	trainer.set_tree_depth(2);
	trainer.set_nu(0.1);
	trainer.set_oversampling_amount(10);
	trainer.set_feature_pool_size(100);
	trainer.set_random_seed("vestibule");
	const dlib::shape_predictor predictor = trainer.train(pictures, faces);
	std::cout << "mean error in px: " << dlib::test_shape_predictor(predictor, pictures, faces) << "\n";
	dlib::serialize(argv[2]) << predictor;
}
